package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.api.ledger.Body.PayloadRead;
import io.consilium.api.ledger.Custody;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.distribution.host.WorkDirectory.Held;
import io.consilium.governance.ledger.FileLedger;
import io.consilium.governance.ledger.Options;
import io.consilium.governance.ledger.Redaction;
import io.consilium.governance.ledger.Retention;
import io.consilium.json.PersonName;
import java.io.IOException;
import java.time.Period;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What people do with the ledger itself, through the host that holds it: each act is a record. */
final class CustodyCommands {
  private CustodyCommands() {}

  /** Puts on record that payloads are read. */
  static void reading(Main main, List<PayloadRead.Slot> slots, String name, String why)
      throws IOException {
    ObjectNode request = Connection.request("reading").put("name", name).put("why", why);
    for (PayloadRead.Slot slot : slots) {
      request
          .withArray("slots")
          .addObject()
          .put("sequence", slot.sequence())
          .put("slot", slot.slot());
    }
    try {
      HostAccess.ask(main, request);
    } catch (Complaint e) {
      throw new IOException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the host started", e);
    }
  }

  /** Who asks for what reason. */
  private static final class Asker {
    @Option(
        names = "--as",
        paramLabel = "NAME",
        description = {
          "Who asks: a claim, which nothing here proves. Default: the user's name on this machine."
        })
    private String name = System.getProperty("user.name");

    @Option(names = "--why", paramLabel = "TEXT", required = true, description = "The reason.")
    private String why;
  }

  /** What the acts of a host have in common. */
  private abstract static class Act implements Callable<Integer> {
    private final Main main;

    @Mixin private Asker asker = new Asker();

    @Option(
        names = "--tenant",
        paramLabel = "NAME",
        defaultValue = "local",
        description = "For which tenant. Default: local")
    private String tenant;

    Act(Main main) {
      this.main = main;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
      ObjectNode request = request().put("name", asker.name).put("why", asker.why);
      main.terminal().result(told(HostAccess.ask(main, request.put("tenant", tenant))));
      return 0;
    }

    abstract ObjectNode request();

    abstract String told(JsonNode reply);
  }

  /** {@code audit forget}. */
  @Command(
      name = "forget",
      description = {
        "Destroys the key and salt of a task's payloads, or of all payloads about a data subject.",
        "",
        "They can be read no more, by nobody; every record and every proof stays. Copies and backups"
            + " of DIR/ledger/keys must be destroyed too. On record: who asked, and why (sealed).",
        ""
      })
  static final class Forget extends Act {
    @Parameters(paramLabel = "TASK|SUBJECT", description = "A task's id, or the name of a subject.")
    private String what;

    Forget(Main main) {
      super(main);
    }

    @Override
    ObjectNode request() {
      return Connection.request("forget").put("what", what);
    }

    @Override
    String told(JsonNode reply) {
      return "Erased "
          + reply.path("unit").asText()
          + ": "
          + reply.path("payloads").asInt()
          + " payloads. Record "
          + reply.path("record").asLong()
          + " says so.";
    }
  }

  /** {@code audit rotate-key}. */
  @Command(
      name = "rotate-key",
      description = {
        "Gives the log a fresh signing key.",
        "",
        "The old key signs the record that names the new one, and is destroyed. Who trusts the old"
            + " one follows by DIR/ledger/rotations.",
        ""
      })
  static final class RotateKey extends Act {
    RotateKey(Main main) {
      super(main);
    }

    @Override
    ObjectNode request() {
      return Connection.request("rotate-key");
    }

    @Override
    String told(JsonNode reply) {
      return "The log's key is now "
          + reply.path("key").asText()
          + ". Record "
          + reply.path("record").asLong()
          + " says so. Maybe hand it to whoever checks this log.";
    }
  }

  /** {@code audit accept-loss}. */
  @Command(
      name = "accept-loss",
      description = {
        "Lets a ledger go on whose write-ahead log lost records that had been acknowledged.",
        "",
        "The host must be stopped. The damaged files are kept in DIR/ledger/lost, and a record says"
            + " where something is missing. What a checkpoint covers is never given up.",
        ""
      })
  static final class AcceptLoss implements Callable<Integer> {
    /** The host's settings are not read here, so nothing may be destroyed by age or room. */
    private static final Options KEEPING =
        Options.DEFAULT.withKeeping(Redaction.NONE, new Retention(Period.ZERO, Long.MAX_VALUE));

    private final Main main;

    @Mixin private Asker asker = new Asker();

    AcceptLoss(Main main) {
      this.main = main;
    }

    @Override
    public Integer call() {
      Custody.Asked asked = asked();
      WorkDirectory work = WorkDirectory.open(main.work());
      try (Held held =
          work.take()
              .orElseThrow(
                  () ->
                      Complaint.usage(
                          "A host uses " + work.path() + ". Maybe stop it: ./consilium stop"))) {
        FileLedger.openAcceptingLoss(work.path().resolve("ledger"), KEEPING, asked).close();
      } catch (LedgerFailure e) {
        throw Complaint.fault(e.getMessage());
      }
      main.terminal().result("The ledger opens. Maybe see: ./consilium audit verify");
      return 0;
    }

    /** No host is there to hold the name to its form. */
    private Custody.Asked asked() {
      try {
        return new Custody.Asked("local", PersonName.of(asker.name, "asks"), asker.why);
      } catch (IllegalArgumentException e) {
        throw Complaint.usage(e.getMessage());
      }
    }
  }
}
