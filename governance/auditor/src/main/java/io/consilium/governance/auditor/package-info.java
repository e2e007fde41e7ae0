/**
 * Reads a ledger and says what it shows: {@link io.consilium.governance.auditor.AuditCommand} for a
 * command line of its own or a larger one, {@link io.consilium.governance.auditor.Main} to run it
 * alone on copied files. Never writes and never locks.
 */
package io.consilium.governance.auditor;
