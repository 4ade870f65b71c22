package io.predictivescaler.forecasting.capacity;

/**
 * Utilization as a line of the load.
 *
 * @param idle utilization without load, in percent
 * @param slope percent per unit of load
 */
record Line(double idle, double slope) {
    double at(double load) {
        return idle + slope * load;
    }

    /** The load at which utilization is this; only of a line that rises. */
    double loadAt(double utilization) {
        return (utilization - idle) / slope;
    }
}
