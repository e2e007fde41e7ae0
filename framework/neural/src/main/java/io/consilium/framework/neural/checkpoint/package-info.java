/**
 * Trained networks as files: {@link io.consilium.framework.neural.checkpoint.Safetensors} reads and
 * writes the format with any content, {@link io.consilium.framework.neural.checkpoint.Checkpoint} a
 * network's weights with its configuration, its training record and the digest of the file. Files
 * are taken for hostile: whatever the bytes are, the outcome is a value or {@link
 * io.consilium.framework.neural.checkpoint.BadCheckpoint}, and memory stays within a small multiple
 * of the bytes there are.
 *
 * <p>Format: https://huggingface.co/docs/safetensors
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.framework.neural.checkpoint;
