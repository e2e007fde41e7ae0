package io.consilium.governance.ledger.internal;

/**
 * The signed tree.
 *
 * @param note its checkpoint, verbatim
 */
record Head(long size, String note) {}
