"""How much is read of what comes from elsewhere. Pages, messages and libraries take the numbers from here."""

# A file, and what a shared link holds. Much longer than anything a person writes.
MAX_BYTES = 20 * 1024 * 1024
# What an Excel file may unpack to, in all its parts.
MAX_UNPACKED = 50 * 1024 * 1024
MAX_PARTS = 5_000
# The list of its sheets, which are gone through one by one.
MAX_SHEET_LIST = 512 * 1024
# Rows of a table, and the columns in which anything is looked for.
MAX_ROWS = 10_000
MAX_COLUMNS = 64

TOO_LARGE = f"大きすぎます（{MAX_BYTES // 1024 // 1024}MBまで読めます）。"
TOO_MUCH = "中身が大きすぎます。要らないシートや画像を消して保存し直してください。"
TOO_MANY_ROWS = f"行が多すぎます（{MAX_ROWS:,}行まで読めます）。"
