package io.consilium.governance.auditor;

import io.consilium.governance.auditor.internal.CheckProofCommand;
import io.consilium.governance.auditor.internal.DiffCommand;
import io.consilium.governance.auditor.internal.ExportCommand;
import io.consilium.governance.auditor.internal.FindCommand;
import io.consilium.governance.auditor.internal.IndexCommand;
import io.consilium.governance.auditor.internal.ListCommand;
import io.consilium.governance.auditor.internal.ProveCommand;
import io.consilium.governance.auditor.internal.ShowCommand;
import io.consilium.governance.auditor.internal.StatsCommand;
import io.consilium.governance.auditor.internal.Typed;
import io.consilium.governance.auditor.internal.VerifyCommand;
import io.consilium.governance.auditor.internal.WhyCommand;
import io.consilium.governance.auditor.witness.WitnessCommand;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command {@code audit}, to be mounted in a command line. Exit codes: 0 well, 64 usage or
 * nothing found, 65 the ledger or a proof does not hold, 70 our fault.
 */
@Command(
    name = "audit",
    description = "Reads the ledger: what was decided, why, and that nothing was altered.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeOnInvalidInput = AuditCommand.USAGE,
    exitCodeOnExecutionException = AuditCommand.INTERNAL,
    subcommands = {
      ListCommand.class,
      ShowCommand.class,
      WhyCommand.class,
      VerifyCommand.class,
      ProveCommand.class,
      DiffCommand.class,
      FindCommand.class,
      ExportCommand.class,
      IndexCommand.class,
      StatsCommand.class,
      CheckProofCommand.class,
      WitnessCommand.class
    })
public final class AuditCommand {
  /** Exit code for a mistake in the call, or for something that is not there. */
  public static final int USAGE = 64;

  /** Exit code for a ledger or a proof that does not hold. */
  public static final int FAILED = 65;

  /** Exit code for a fault of the auditor itself. */
  public static final int INTERNAL = 70;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  private final Supplier<Path> ledger;
  private final Optional<PayloadReads> reads;
  private final Typed typed;

  /**
   * The command over files copied off a host: payloads are shown as far as keys came with them, and
   * that is on no record.
   *
   * @param ledger the ledger's directory; asked when a subcommand runs
   */
  public AuditCommand(Supplier<Path> ledger) {
    this(ledger, Optional.empty(), Typed.HOST);
  }

  /**
   * The command beside a host: payloads are shown only on demand, and after that is on record.
   *
   * @param ledger the ledger's directory; asked when a subcommand runs
   * @param reads where it goes on record
   */
  public AuditCommand(Supplier<Path> ledger, PayloadReads reads) {
    this(ledger, Optional.of(reads), Typed.HOST);
  }

  /** The command as a program of its own: it names itself so in messages. */
  static AuditCommand alone(Path ledger) {
    return new AuditCommand(() -> ledger, Optional.empty(), Typed.alone(ledger));
  }

  private AuditCommand(Supplier<Path> ledger, Optional<PayloadReads> reads, Typed typed) {
    this.ledger = Objects.requireNonNull(ledger, "ledger");
    this.reads = reads;
    this.typed = typed;
  }

  /** How its subcommands are typed here. */
  public Typed typed() {
    return typed;
  }

  /** Where readings of payloads go on record; empty where nothing can be written. */
  public Optional<PayloadReads> reads() {
    return reads;
  }

  /** The ledger's directory. */
  public Path ledger() {
    return ledger.get();
  }
}
