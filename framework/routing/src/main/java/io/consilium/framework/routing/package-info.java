/**
 * Who stands for choice and how well: {@link io.consilium.framework.routing.CandidateScoring} turns
 * installed experts into scored candidates, {@link io.consilium.framework.routing.TrackRecord}
 * remembers how their work was judged. The gates that choose among them are plugins like any other.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.framework.routing;
