/** Each runs as a whole or not at all, and touches the keys of one partition: the names of all of them share a hash tag. */

/** Fields of an edition's hash beside its documents, whose ids do not begin so. */
export const positionField = '#position';
export const membersField = (group: string): string => `#members:${group}`;

/**
 * KEYS: the partition's fence, then the editions' hashes. Fences never come again, not even after Redis was emptied: they
 * follow its clock.
 *
 * @returns the new fence, then each edition's position.
 */
export const claimScript = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local last = tonumber(redis.call('GET', KEYS[1]) or '0') or 0
local fence = string.format('%.0f', math.max(now, last + 1))
redis.call('SET', KEYS[1], fence)
local reply = { fence }
for i = 2, #KEYS do
  reply[i] = redis.call('HGET', KEYS[i], '${positionField}')
end
return reply
`;

/**
 * KEYS: the partition's fence, the editions' hashes, then the sets of the groups that change.
 *
 * ARGV: the fence; the channel and the message (empty: nobody is told); the number of editions; for each: the position
 * that is expected (empty: none), the new one, how many documents are written, their ids and texts, how many are removed,
 * and their ids. Then for each group: the edition it belongs to (1 for the first), its field for the number of members,
 * how many are added, their ids, how many are removed, their ids.
 */
export const applyScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 'FENCED' end
local editions = tonumber(ARGV[4])
local at = 5
local sections = {}
for i = 1, editions do
  if (redis.call('HGET', KEYS[1 + i], '${positionField}') or '') ~= ARGV[at] then return 'MOVED' end
  sections[i] = at
  at = at + 3 + 2 * tonumber(ARGV[at + 2])
  at = at + 1 + tonumber(ARGV[at])
end
local function each(from, count, command, key)
  for start = from, from + count - 1, 2000 do
    redis.call(command, key, unpack(ARGV, start, math.min(start + 1999, from + count - 1)))
  end
end
for i = 1, editions do
  local key = KEYS[1 + i]
  local section = sections[i]
  local written = 2 * tonumber(ARGV[section + 2])
  each(section + 3, written, 'HSET', key)
  section = section + 3 + written
  each(section + 1, tonumber(ARGV[section]), 'HDEL', key)
  redis.call('HSET', key, '${positionField}', ARGV[sections[i] + 1])
end
for i = editions + 2, #KEYS do
  local edition = KEYS[1 + tonumber(ARGV[at])]
  local field = ARGV[at + 1]
  local added = tonumber(ARGV[at + 2])
  each(at + 3, added, 'SADD', KEYS[i])
  at = at + 3 + added
  local removed = tonumber(ARGV[at])
  each(at + 1, removed, 'SREM', KEYS[i])
  at = at + 1 + removed
  redis.call('HSET', edition, field, redis.call('SCARD', KEYS[i]))
end
if ARGV[3] ~= '' then redis.call('PUBLISH', ARGV[2], ARGV[3]) end
return 'APPLIED'
`;

/**
 * KEYS: an edition's hash, the set of a group in it. ARGV: the group's field for the number of members.
 *
 * @returns the edition's position, how many members there should be, then the id and the text of each.
 */
export const readGroupScript = `
local ids = redis.call('SMEMBERS', KEYS[2])
local reply = {
  redis.call('HGET', KEYS[1], '${positionField}') or '',
  redis.call('HGET', KEYS[1], ARGV[1]) or '0',
}
for _, id in ipairs(ids) do
  local text = redis.call('HGET', KEYS[1], id)
  if text then
    reply[#reply + 1] = id
    reply[#reply + 1] = text
  end
end
return reply
`;

/** KEYS: the catalog. ARGV: the revision that it must have (0: none is there), the new text, which has its own. */
export const replaceCatalogScript = `
local text = redis.call('GET', KEYS[1])
local revision = 0
if text then revision = cjson.decode(text).revision end
if revision ~= tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
return 1
`;
