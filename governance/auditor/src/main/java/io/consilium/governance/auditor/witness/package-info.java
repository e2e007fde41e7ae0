/**
 * A witness for the auditor's machine: watches logs, cosigns a checkpoint only if it continues the
 * one before, and keeps what proves the contrary (C2SP tlog-witness, tlog-cosignature).
 */
package io.consilium.governance.auditor.witness;
