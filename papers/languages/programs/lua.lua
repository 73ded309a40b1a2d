-- papers/languages/programs/lua.lua -- Lua's coroutines, asymmetric and stackful; LuaJIT's too.
local alive = 1000
local create, resume, yield = coroutine.create, coroutine.resume, coroutine.yield
local clock = os.clock -- of the processor, in seconds
local rungs = {}

rungs["microthread.yield"] = function(ops)
  local number, total = 0, 0
  local function counter()
    while true do
      yield()
      total = total + number
      number = number + 1
    end
  end
  local ready = {} -- a ring: none of them ends
  for i = 1, alive do
    ready[i] = create(counter)
    resume(ready[i])
  end
  local begin = clock()
  local i = 0
  while number < ops do
    i = i % alive + 1
    resume(ready[i])
  end
  return total, clock() - begin
end

rungs["channel.message"] = function(ops)
  local total = 0
  local to = create(function(number)
    while true do
      total = total + number
      number = yield()
    end
  end)
  local begin = clock()
  for number = 0, ops - 1 do resume(to, number) end
  return total, clock() - begin
end

rungs["generator.element"] = function(ops)
  local numbers = coroutine.wrap(function()
    for number = 0, ops - 1 do yield(number) end
  end)
  local total = 0
  local begin = clock()
  for number in numbers do total = total + number end
  return total, clock() - begin
end

rungs["create.microthread"] = function(ops)
  local total = 0
  local function body(number) total = total + number end
  local begin = clock()
  for number = 0, ops - 1 do resume(create(body), number) end
  return total, clock() - begin
end

for line in io.lines() do
  local rung, ops = line:match("(%S+) (%d+)")
  local total, seconds = rungs[rung](tonumber(ops))
  io.write(("%.0f %.0f\n"):format(total, seconds * 1e9))
  io.flush()
end
