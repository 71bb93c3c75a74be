-- Makes a log's bounds known (a position in a log that never had an entry means something from then on) and keeps them
-- so. With a stream, the broadcasts' position of that moment becomes the seller's first.
-- Returns {last, newest that is gone, 1 when nothing was known of the log before}.
local log, meta, read = KEYS[1], KEYS[2], KEYS[3]
local now, age, meta_life, broadcasts = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4]

local last, trimmed, fresh = known_bounds(log, meta, now)
if fresh then
  redis.call('HSET', meta, 'last', last, 'trimmed', trimmed)
end
-- Asked first: with a full memory only what has to be written is refused.
if broadcasts ~= '' and redis.call('HEXISTS', meta, 'first') == 0 then
  redis.call('HSET', meta, 'first', broadcasts)
  local marked = redis.call('HGET', read, 'broadcast')
  if marked and less(marked, broadcasts) then
    redis.call('HSET', read, 'broadcast', broadcasts)
  end
end
redis.call('PEXPIRE', meta, meta_life)
local cutoff = whole(math.max(tonumber(now) - age, 0))
return {last, trimmed_by_age(log, trimmed, cutoff), fresh and 1 or 0}
