-- Puts a notification at the end of its log, unless its idempotency key is known; trims; wakes the followers.
-- Returns {'stored' | 'repeated' | 'conflict', id, 1 when nothing was known of the log before}.
local log, meta, idem = KEYS[1], KEYS[2], KEYS[3]
local now, age, history, tail = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
local id_prefix, nonce, key_hash, content_hash = ARGV[5], ARGV[6], ARGV[7], ARGV[8]
local channel, epoch = ARGV[9], ARGV[10]
local log_life, meta_life, key_life, accepted = ARGV[11], ARGV[12], ARGV[13], ARGV[14]

if key_hash ~= '' then
  local seen = redis.call('HGET', idem, key_hash)
  if seen then
    local id, ms, content = string.match(seen, '^(b?(%d+)%S*) (%S+)$')
    if tonumber(ms) + tonumber(key_life) > tonumber(now) then
      return {content == content_hash and 'repeated' or 'conflict', id, 0}
    end
  end
end

local last, trimmed, fresh, size = known_bounds(log, meta, now)
local position = accepted
if not less(last, accepted) then
  local last_ms, last_seq = parts(last)
  position = whole(last_ms) .. '-' .. whole(last_seq + 1)
end
local id = id_prefix .. position .. '.' .. nonce
local json = '{"id":"' .. id .. '",' .. tail
-- First of all writes: when Redis is out of memory this one fails, and nothing was changed.
if key_hash ~= '' then
  redis.call('XADD', log, position, 'j', json, 'k', key_hash)
else
  redis.call('XADD', log, position, 'j', json)
end
if size == 0 then
  redis.call('DEL', idem)  -- its entries went with the log
end

local function forget(entries)
  local ids = {}
  for i, entry in ipairs(entries) do
    ids[i] = entry[1]
    local key = entry[2][3] == 'k' and entry[2][4]
    -- After its 24 hours a key may have been used again, by a later entry.
    local value = key and redis.call('HGET', idem, key)
    if value and string.match(value, '^b?([%d-]+)%.') == entry[1] then
      redis.call('HDEL', idem, key)
    end
  end
  redis.call('XDEL', log, unpack(ids))
  trimmed = ids[#ids]
end

local over = size + 1 - history
while over > 0 do
  local oldest = redis.call('XRANGE', log, '-', '+', 'COUNT', math.min(over, 500))
  forget(oldest)
  over = over - #oldest
end
local cutoff = '(' .. whole(math.max(tonumber(now) - age, 0)) .. '-0'
local aged = redis.call('XRANGE', log, '-', cutoff, 'COUNT', 500)
while #aged > 0 do
  forget(aged)
  aged = redis.call('XRANGE', log, '-', cutoff, 'COUNT', 500)
end

if key_hash ~= '' then
  redis.call('HSET', idem, key_hash, id .. ' ' .. content_hash)
  redis.call('PEXPIRE', idem, key_life)
end
redis.call('HSET', meta, 'last', position, 'trimmed', trimmed)
redis.call('PEXPIRE', log, log_life)
redis.call('PEXPIRE', meta, meta_life)
redis.call('PUBLISH', channel, 'n ' .. epoch .. ' ' .. position .. ' ' .. last .. ' ' .. json)
return {'stored', id, fresh and 1 or 0}
