/**
 * Measures how well the host does its work. {@link
 * io.consilium.distribution.evaluation.EvalCommand} is the command; {@link
 * io.consilium.distribution.evaluation.TaskRunner} is what it needs of whoever mounts it.
 */
package io.consilium.distribution.evaluation;
