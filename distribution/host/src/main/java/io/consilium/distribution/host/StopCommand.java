package io.consilium.distribution.host;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code stop}: ends the host that serves. */
@Command(name = "stop", description = "Stops the host that serves the work directory.")
final class StopCommand implements Callable<Integer> {
  @ParentCommand private Main main;

  @Override
  public Integer call() throws IOException {
    Optional<Connection> serving = HostAccess.serving(WorkDirectory.open(main.work()));
    if (serving.isEmpty()) {
      throw Complaint.usage("No host serves " + main.work() + ".");
    }
    serving.get().ask(Connection.request("shutdown"));
    return 0;
  }
}
