-- The ids of all notifications that a log keeps, oldest first.
-- Returns {last, newest that is gone, id, id…}.
local log, meta = KEYS[1], KEYS[2]
local now, age = ARGV[1], tonumber(ARGV[2])
local kPiece = 64

local last, trimmed = known_bounds(log, meta, now)
local cutoff = whole(math.max(tonumber(now) - age, 0))
local answer = {last, trimmed_by_age(log, trimmed, cutoff)}
local start = cutoff .. '-0'
while true do
  local piece = redis.call('XRANGE', log, start, '+', 'COUNT', kPiece)
  for _, entry in ipairs(piece) do
    answer[#answer + 1] = id_of(entry)
  end
  if #piece < kPiece then
    return answer
  end
  start = '(' .. piece[#piece][1]
end
