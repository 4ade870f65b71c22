/**
 * A model of the HorizontalPodAutoscaler controller and of the pods it scales: {@link io.predictivescaler.simulation.HpaController}
 * decides as the controller does, {@link io.predictivescaler.simulation.World} steps it through demand, {@link
 * io.predictivescaler.simulation.Scores} say what came of it. Pure: values in, values out.
 */
@NullMarked
package io.predictivescaler.simulation;

import org.jspecify.annotations.NullMarked;
