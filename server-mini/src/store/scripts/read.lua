-- What a log keeps after a position: at most `limit` entries, and none more once they are `max_bytes` together.
-- Returns {last, newest that is gone, 1 when there is more, id, json, id, json…}.
local log, meta = KEYS[1], KEYS[2]
local now, age, after = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local limit, max_bytes = tonumber(ARGV[4]), tonumber(ARGV[5])
local kPiece = 64  -- how many entries are taken out of the stream at a time

local last, trimmed = known_bounds(log, meta, now)
local cutoff = whole(math.max(tonumber(now) - age, 0))
local answer = {last, trimmed_by_age(log, trimmed, cutoff), 0}
local start = less(after, cutoff .. '-0') and cutoff .. '-0' or '(' .. after
local count, bytes = 0, 0
while true do
  local piece = redis.call('XRANGE', log, start, '+', 'COUNT', math.min(limit + 1 - count, kPiece))
  for _, entry in ipairs(piece) do
    bytes = bytes + #entry[2][2]
    if count == limit or (count > 0 and bytes > max_bytes) then
      answer[3] = 1
      return answer
    end
    count = count + 1
    answer[#answer + 1] = entry[1]
    answer[#answer + 1] = entry[2][2]
  end
  if #piece == 0 then
    return answer
  end
  start = '(' .. piece[#piece][1]
end
