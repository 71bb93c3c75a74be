-- What the other scripts share: a log (stream) and what outlives it (hash `meta`: last, trimmed, first).
-- Entry IDs are `ms-seq`; both numbers stay far below 2^53, where Lua's numbers are exact.

local function parts(id)
  local ms, seq = string.match(id, '^(%d+)-(%d+)$')
  return tonumber(ms), tonumber(seq)
end

local function whole(number)
  return string.format('%.0f', number)
end

local function less(a, b)
  local a_ms, a_seq = parts(a)
  local b_ms, b_seq = parts(b)
  return a_ms < b_ms or (a_ms == b_ms and a_seq < b_seq)
end

local function before(id)
  local ms, seq = parts(id)
  if seq > 0 then
    return whole(ms) .. '-' .. whole(seq - 1)
  end
  return whole(math.max(ms - 1, 0)) .. '-18446744073709551615'
end

-- Last entry ever and newest entry that is gone, the age not yet looked at; and whether nothing was known.
-- Of a log that nothing is known of everything before now counts as gone.
local function known_bounds(log, meta, now)
  local known = redis.call('HMGET', meta, 'last', 'trimmed')
  local last, trimmed = known[1], known[2]
  local size = redis.call('XLEN', log)
  if last and size == 0 then
    return last, last, false, size
  elseif last then
    return last, trimmed, false, size
  elseif size == 0 then
    return now .. '-0', now .. '-0', true, size
  end
  -- Only `meta` is gone (evicted): the log itself says the rest.
  local newest = redis.call('XREVRANGE', log, '+', '-', 'COUNT', 1)[1][1]
  local oldest = redis.call('XRANGE', log, '-', '+', 'COUNT', 1)[1][1]
  return newest, before(oldest), true, size
end

-- The newest entry that is gone, by age too, though nobody trimmed it.
local function trimmed_by_age(log, trimmed, cutoff)
  local aged = redis.call('XREVRANGE', log, '(' .. cutoff .. '-0', '-', 'COUNT', 1)[1]
  if aged and less(trimmed, aged[1]) then
    return aged[1]
  end
  return trimmed
end

-- The id that stands in an entry's JSON, of which it is the first member.
local function id_of(entry)
  return string.match(entry[2][2], '^{"id":"([^"]*)"')
end

-- Broadcasts up to the seller's first stream count as read.
local function watermarks(meta, read)
  local known = redis.call('HMGET', read, 'own', 'broadcast')
  local own, broadcast = known[1] or '0-0', known[2]
  if not broadcast then
    broadcast = redis.call('HGET', meta, 'first') or '0-0'
  end
  return own, broadcast
end
