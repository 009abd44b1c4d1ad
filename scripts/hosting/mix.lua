-- What visitors ask for, in turns, packed with brotli; one in ten is a wrong address. YOKEN_PATHS holds the addresses, a line each.
local paths = {}
for path in os.getenv("YOKEN_PATHS"):gmatch("[^\n]+") do paths[#paths + 1] = path end
local headers = { ["Accept-Encoding"] = "br, gzip" }
local sent = 0
wrong = 0
local threads = {}

function setup(thread) threads[#threads + 1] = thread end

function request()
  sent = sent + 1
  if sent % 10 == 0 then return wrk.format("GET", "/nothing/" .. sent, headers) end
  return wrk.format("GET", paths[sent % #paths + 1], headers)
end

function response(status)
  if status ~= 200 and status ~= 404 then wrong = wrong + 1 end
end

function done(summary, latency)
  local refused = 0
  for _, thread in ipairs(threads) do refused = refused + thread:get("wrong") end
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(99), refused, errors.connect + errors.read + errors.write + errors.timeout))
end
