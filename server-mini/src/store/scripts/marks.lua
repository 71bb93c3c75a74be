-- What a seller has read: a watermark per log, and the positions above them (`b` in front: of a broadcast).
-- Returns {watermark of the own log, of the broadcasts, position, position…}.
local meta, read, own_ids, broadcast_ids = KEYS[1], KEYS[2], KEYS[3], KEYS[4]

local own, broadcast = watermarks(meta, read)
local answer = {own, broadcast}
for _, position in ipairs(redis.call('SMEMBERS', own_ids)) do
  answer[#answer + 1] = position
end
for _, position in ipairs(redis.call('SMEMBERS', broadcast_ids)) do
  answer[#answer + 1] = 'b' .. position
end
return answer
