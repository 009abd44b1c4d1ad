// One page in Lighthouse as a phone on a slow network sees it: browser's path, address. Prints the numbers as JSON.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [chromePath, address] = process.argv.slice(2);
const chrome = await launch({ chromePath, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
try {
  const { lhr } = await lighthouse(address, { port: chrome.port, onlyCategories: ["performance"], logLevel: "silent" });
  if (lhr.runtimeError) throw new Error(`${lhr.runtimeError.code}: ${lhr.runtimeError.message}`);
  const value = (name) => lhr.audits[name].numericValue;
  console.log(
    JSON.stringify({
      score: Math.round(lhr.categories.performance.score * 100),
      lcp: value("largest-contentful-paint"),
      cls: value("cumulative-layout-shift"),
      tbt: value("total-blocking-time"),
      bytes: value("total-byte-weight"),
    }),
  );
} finally {
  await chrome.kill();
}
