/**
 * How a ledger lies on disk, for everybody who reads one: RFC 6962 trees in C2SP tlog-tiles layout,
 * signed notes, checkpoints and proofs, the write-ahead log, sealed payloads. All of it is pure and
 * reads bytes; nothing here writes a file.
 *
 * <p>Described in {@code governance/docs/ledger-format.md}.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.governance.ledger.format;
