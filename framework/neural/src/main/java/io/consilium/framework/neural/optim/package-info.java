/**
 * Turns a gradient into a change of weights: {@link io.consilium.framework.neural.optim.AdamW},
 * {@link io.consilium.framework.neural.optim.AdamATan2} and, for rows of an embedding, {@link
 * io.consilium.framework.neural.optim.SignSgd}; with the schedule of the learning rate, the moving
 * average of the weights and the norm of a gradient. All of them read and write a {@link
 * java.nio.FloatBuffer} from its position to its limit without moving either, so that arrays,
 * direct memory and tensors serve alike; none is safe for two threads at once.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.framework.neural.optim;
