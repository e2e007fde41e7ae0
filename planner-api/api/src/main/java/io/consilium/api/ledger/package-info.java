/**
 * What is on record: the closed family of {@link io.consilium.api.ledger.Body record bodies}, the
 * {@link io.consilium.api.ledger.DecisionRecord} that carries one with its position and time, and
 * the {@link io.consilium.api.ledger.Ledger} that makes them durable.
 *
 * <p>No payload stands in a record: a {@link io.consilium.api.ledger.SealedPayload} holds a salted
 * commitment and the name of an encrypted blob. Plugins never write here; they return values that
 * say enough, and the engine turns those into records.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.2.0")
package io.consilium.api.ledger;
