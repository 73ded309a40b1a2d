# papers/languages/programs/ruby.rb -- Ruby's fibers, with a stack each; its external enumerators.
ALIVE = 1000

def clock
  Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID, :nanosecond)
end

def microthread_yield(ops)
  number = total = 0
  ready = Array.new(ALIVE) do
    Fiber.new do
      loop do
        Fiber.yield
        total += number
        number += 1
      end
    end
  end
  ready.each(&:resume)
  begun = clock
  while number < ops
    running = ready.shift
    running.resume
    ready.push(running)
  end
  [total, clock - begun]
end

def channel_message(ops)
  total = 0
  to = Fiber.new do |number|
    loop do
      total += number
      number = Fiber.yield
    end
  end
  begun = clock
  ops.times { |number| to.resume(number) }
  [total, clock - begun]
end

def generator_element(ops)
  numbers = Enumerator.new { |out| ops.times { |number| out << number } }
  total = 0
  begun = clock
  ops.times { total += numbers.next }
  [total, clock - begun]
end

def create_microthread(ops)
  total = 0
  begun = clock
  ops.times { |number| Fiber.new { total += number }.resume }
  [total, clock - begun]
end

$stdout.sync = true
$stdin.each_line do |line|
  rung, ops = line.split
  puts send(rung.tr('.', '_'), ops.to_i).join(' ')
end
