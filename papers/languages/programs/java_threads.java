// papers/languages/programs/java_threads.java -- Java's threads, which are the system's before Java 21.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.concurrent.SynchronousQueue;

class JavaThreads {
  // The wall's: two threads share the work, and each has a clock of its own.
  static long[] message(long ops) throws InterruptedException {
    var line = new SynchronousQueue<Long>();
    long total = 0, begun = System.nanoTime();
    var sender = new Thread(() -> {
      try {
        for (long number = 0; number < ops; ++number) line.put(number);
      } catch (InterruptedException e) { throw new IllegalStateException(e); }
    });
    sender.start();
    for (long number = 0; number < ops; ++number) total += line.take();
    sender.join();
    return new long[] {total, System.nanoTime() - begun};
  }

  static long[] spawn(long ops) throws InterruptedException {
    long begun = System.nanoTime();
    var total = new long[1];
    for (long number = 0; number < ops; ++number) {
      long taken = number;
      var child = new Thread(() -> total[0] += taken);
      child.start();
      child.join();
    }
    return new long[] {total[0], System.nanoTime() - begun};
  }

  public static void main(String[] arguments) throws Exception {
    var in = new BufferedReader(new InputStreamReader(System.in));
    for (String line; (line = in.readLine()) != null;) {
      var words = line.split(" ");
      long ops = Long.parseLong(words[1]);
      switch (words[0]) {
        case "channel.message" -> print(message(ops));
        case "create.microthread" -> print(spawn(ops));
        case "generator.element" -> System.out.println("none: Java has no generators");
        default -> System.out.println("none: Java has no microthreads before 21");
      }
    }
  }

  static void print(long[] answer) { System.out.println(answer[0] + " " + answer[1]); }
}
