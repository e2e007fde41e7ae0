package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.json.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code status}: what the host that serves is doing. */
@Command(
    name = "status",
    description = "Says, as JSON, what the host that serves the work directory is doing.")
final class StatusCommand implements Callable<Integer> {
  @ParentCommand private Main main;

  @Override
  public Integer call() throws IOException {
    Optional<Connection> serving = HostAccess.serving(WorkDirectory.open(main.work()));
    if (serving.isEmpty()) {
      throw Complaint.usage(
          "No host serves " + main.work() + ". Maybe start one: ./consilium serve");
    }
    JsonNode status = serving.get().ask(Connection.request("status"));
    main.terminal().result(Json.pretty(status));
    return 0;
  }
}
