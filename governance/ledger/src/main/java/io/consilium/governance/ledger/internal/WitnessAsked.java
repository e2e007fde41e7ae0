package io.consilium.governance.ledger.internal;

import io.consilium.governance.ledger.format.TileReader;
import java.util.function.Supplier;

/**
 * A checkpoint to be cosigned.
 *
 * @param size its size, more than 0
 * @param note signed by the log
 * @param tree opens its tree, for proofs; each reader serves one thread
 */
record WitnessAsked(long size, String note, Supplier<TileReader> tree) {}
