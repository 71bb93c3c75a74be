-- What a seller has read: a watermark per log, and the positions above them (`b` in front: of a broadcast).
-- Returns {watermark of the own log, of the broadcasts, position, position…}.
local meta, read, ids = KEYS[1], KEYS[2], KEYS[3]

local own, broadcast = watermarks(meta, read)
local answer = redis.call('SMEMBERS', ids)
table.insert(answer, 1, broadcast)
table.insert(answer, 1, own)
return answer
