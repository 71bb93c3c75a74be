-- Marks notifications of a seller as read or unread and tells the seller's streams. The broadcast log is in
-- another slot: what must be known of it comes as arguments.
local log, meta, read, own_ids, broadcast_ids = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local now, age, life, kind = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4]
local own_up_to, broadcast_up_to, broadcasts_trimmed = ARGV[5], ARGV[6], ARGV[7]
local channel, message = ARGV[8], ARGV[9]
local own_count, broadcast_count = tonumber(ARGV[10]), tonumber(ARGV[11])
local kFirst = 12  -- own ids, then positions of kept broadcasts that are meant, then (unread) of all kept ones

local last, trimmed = known_bounds(log, meta, now)
trimmed = trimmed_by_age(log, trimmed, whole(math.max(tonumber(now) - age, 0)))
local own, broadcast = watermarks(meta, read)

local function between(position, low, high)
  return less(low, position) and not less(high, position)
end

-- One log, whose positions above the watermark are in the set `ids`.
local function mark(ids, watermark, position, kept_between)
  if kind == 'r' then
    if less(watermark, position) then
      redis.call('SADD', ids, position)
    end
    return watermark
  end
  redis.call('SREM', ids, position)
  if less(watermark, position) then
    return watermark
  end
  -- Below the watermark: lower it, and what is between stays read by itself.
  for _, other in ipairs(kept_between(position, watermark)) do
    redis.call('SADD', ids, other)
  end
  return before(position)
end

local function own_between(low, high)
  local found = {}
  for i, entry in ipairs(redis.call('XRANGE', log, '(' .. low, high)) do
    found[i] = entry[1]
  end
  return found
end

local function broadcasts_between(low, high)
  local found = {}
  for i = kFirst + own_count + broadcast_count, #ARGV do
    if between(ARGV[i], low, high) then
      found[#found + 1] = ARGV[i]
    end
  end
  return found
end

for i = kFirst, kFirst + own_count - 1 do
  local position = string.match(ARGV[i], '^(%d+%-%d+)%.')
  local entry = redis.call('XRANGE', log, position, position)[1]
  if entry and id_of(entry) == ARGV[i] and less(trimmed, position) then
    own = mark(own_ids, own, position, own_between)
  end
end
for i = kFirst + own_count, kFirst + own_count + broadcast_count - 1 do
  broadcast = mark(broadcast_ids, broadcast, ARGV[i], broadcasts_between)
end
if own_up_to ~= '' then
  if less(last, own_up_to) then
    own_up_to = last
  end
  if less(own, own_up_to) then
    own = own_up_to
  end
  if less(broadcast, broadcast_up_to) then
    broadcast = broadcast_up_to
  end
end

-- A set holds nothing that the watermark covers or that the log no longer keeps.
local function tidy(ids, watermark, gone)
  for _, position in ipairs(redis.call('SMEMBERS', ids)) do
    if not less(watermark, position) or not less(gone, position) then
      redis.call('SREM', ids, position)
    end
  end
  redis.call('PEXPIRE', ids, life)
end

tidy(own_ids, own, trimmed)
tidy(broadcast_ids, broadcast, broadcasts_trimmed)
redis.call('HSET', read, 'own', own, 'broadcast', broadcast)
redis.call('PEXPIRE', read, life)
redis.call('PUBLISH', channel, message)
return 1
