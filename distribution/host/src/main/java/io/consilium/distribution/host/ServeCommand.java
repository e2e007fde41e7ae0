package io.consilium.distribution.host;

import io.consilium.distribution.host.WorkDirectory.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code serve}: a host that stays. */
@Command(
    name = "serve",
    description = {
      "Runs a host on the work directory until it is told to stop (SIGINT, SIGTERM).",
      "",
      "Other commands on the same directory hand their tasks to it.",
      ""
    })
final class ServeCommand implements Callable<Integer> {
  @ParentCommand private Main main;

  @Override
  public Integer call() throws InterruptedException {
    Home home = Home.find();
    WorkDirectory directory = WorkDirectory.open(main.work());
    Interrupts interrupts = Interrupts.listen();
    try (Held held =
        directory
            .take()
            .orElseThrow(
                () ->
                    Complaint.usage(
                        "Another host has the work directory "
                            + directory.path()
                            + " (process "
                            + directory.owner()
                            + "). Maybe name another with --work."))) {
      FelixHost host = HostAccess.boot(home, directory, "serve");
      interrupts.then(host::beginStop);
      Connection connection = HostAccess.awaitReady(directory.path());
      main.terminal()
          .say(
              "Serving "
                  + directory.path()
                  + " (process "
                  + connection.pid()
                  + ", port "
                  + connection.port()
                  + "), ready after "
                  + sinceStart()
                  + ".");
      host.awaitStop();
    }
    return 0;
  }

  /** Since the process began, Java's own start included. */
  private static String sinceStart() {
    return ProcessHandle.current()
        .info()
        .startInstant()
        .map(start -> Duration.between(start, Instant.now()).toMillis() / 1000.0)
        .map(seconds -> String.format(Locale.ROOT, "%.1f s", seconds))
        .orElse("an unknown time");
  }
}
