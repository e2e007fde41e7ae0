package io.consilium.expert.example.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What may be set for this bundle, whose symbolic name is the pid. The host checks it. */
@ObjectClassDefinition(name = "Word count", pid = "io.consilium.expert.example")
interface WordCountSettings {
  @AttributeDefinition(
      name = "Largest text",
      description = "The largest text that is counted, in bytes.",
      defaultValue = "10000000",
      min = "1",
      max = "100000000")
  long maxBytes();
}
