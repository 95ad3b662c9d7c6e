#!lua
-- Append one accepted move to a session's log, or say why not. Or keep a refusal: with an empty frame, and `to` the same
-- as `at`, a client's answer is kept and nothing else changes; so nobody can do later what was refused here.
--
-- Redis never rolls a script back, so all refusals come before the first write, and what is refused changed nothing.
-- The refusals, in this order:
--   1. `to` is in the log already: this is our own append, asked again after an unknown outcome. It counts as appended.
--   2. this client's id was answered before: the answer of then.
--   3. the session is not at the expected position: the current one.
--
-- A client's row is `<last id>:<version of its last move>:<seat>`. Its answers are kept for the ids last-63 .. last. An id
-- in that window without an answer was never written, so it may be appended now; an older one was, or will never matter.
--
-- KEYS  log state meta due
-- ARGV  at to frame channel session due(''=none) client(''=none) id answer seat puts drops refusals,
--       then key value per put, key per drop, id answer per refusal
-- reply {0, removed client or '', now} appended | {1, answer or ''} duplicate | {2, position} conflict

local WINDOW = 64
local CLIENTS = 32

local log, state, meta, due = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local at, to, frame, channel, session, due_at = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local client, id, answer, seat = ARGV[7], ARGV[8], ARGV[9], ARGV[10]
local puts, drops, refusals = tonumber(ARGV[11]), tonumber(ARGV[12]), tonumber(ARGV[13])

local time = redis.call('TIME')
local now = time[1] .. string.format('%03d', math.floor(tonumber(time[2]) / 1000))

local function split(row)
  local last, version, of = string.match(row, '^(%d+):(%d+):(.*)$')
  return tonumber(last), tonumber(version), of
end

local current = redis.call('HGET', meta, 'at') or '0-0'
local refusal = frame == ''
if current ~= at and not refusal and #redis.call('XRANGE', log, to, to) > 0 then
  return {0, '', now}
end

local row, last, row_seat = false, 0, seat
if client ~= '' then
  row = redis.call('HGET', meta, 'c:' .. client)
  if row then
    local _
    last, _, row_seat = split(row)
    local known = redis.call('HGET', meta, 'a:' .. id .. ':' .. client)
    if known then return {1, known} end
    if tonumber(id) <= last - WINDOW then return {1, ''} end
  end
end

if current ~= at then return {2, current} end

-- Nothing is refused from here on.

if not refusal then
  redis.call('XADD', log, to, 'e', frame)
end

local next_arg = 14
for _ = 1, puts do
  redis.call('HSET', state, ARGV[next_arg], ARGV[next_arg + 1])
  next_arg = next_arg + 2
end
for _ = 1, drops do
  redis.call('HDEL', state, ARGV[next_arg])
  next_arg = next_arg + 1
end

-- The answers of one client, from one id to another, leave.
local function forget(of, from, till)
  for old = math.max(from, 1), till do
    redis.call('HDEL', meta, 'a:' .. string.format('%.0f', old) .. ':' .. of)
  end
end

local removed = ''
if client ~= '' then
  local newest = math.max(last, tonumber(id))
  redis.call('HSET', meta, 'a:' .. id .. ':' .. client, answer)
  for _ = 1, refusals do
    local refused = tonumber(ARGV[next_arg])
    -- The first answer stands, also when two nodes refused the same id.
    if refused > newest - WINDOW then
      redis.call('HSETNX', meta, 'a:' .. ARGV[next_arg] .. ':' .. client, ARGV[next_arg + 1])
    end
    newest = math.max(newest, refused)
    next_arg = next_arg + 2
  end
  forget(client, last - WINDOW + 1, math.min(last, newest - WINDOW))
  local version = string.match(to, '^(%d+)')
  redis.call('HSET', meta, 'c:' .. client, string.format('%.0f', newest) .. ':' .. version .. ':' .. row_seat)

  if not row then
    -- A new client of this seat: past 32, the one that was quiet for longest goes.
    local field = 's:' .. seat
    local packed = redis.call('HGET', meta, field)
    local clients = packed and cmsgpack.unpack(packed) or {}
    if #clients >= CLIENTS then
      local oldest, oldest_version, oldest_last = 1, math.huge, 0
      for place, name in ipairs(clients) do
        local its_last, its_version = split(redis.call('HGET', meta, 'c:' .. name))
        if its_version < oldest_version then
          oldest, oldest_version, oldest_last = place, its_version, its_last
        end
      end
      removed = table.remove(clients, oldest)
      redis.call('HDEL', meta, 'c:' .. removed)
      forget(removed, oldest_last - WINDOW + 1, oldest_last)
    end
    clients[#clients + 1] = client
    redis.call('HSET', meta, field, cmsgpack.pack(clients))
  end
end

if refusal then return {0, removed, now} end

redis.call('HSET', meta, 'at', to, 'now', now)

if due_at == '' then
  redis.call('ZREM', due, session)
else
  redis.call('ZADD', due, due_at, session)
end

redis.call('PUBLISH', channel, frame)
return {0, removed, now}
