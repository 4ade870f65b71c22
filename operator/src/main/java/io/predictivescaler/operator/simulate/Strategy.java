package io.predictivescaler.operator.simulate;

/** A way to provide capacity. */
public enum Strategy {
    /** The autoscaler by itself. */
    HPA("hpa", "HPA alone"),
    /** The autoscaler above the operator's floor. */
    PREDICTIVE("predictive", "HPA + operator"),
    /** The autoscaler above the floor that the same time last week needed. */
    LAST_WEEK("last-week", "HPA + copy of last week"),
    /** As many replicas as the peak needs, always. */
    STATIC_MAX("static-max", "static maximum"),
    /** Perfect foresight: the least that no shortage can cost. */
    ORACLE("oracle", "oracle");

    private final String id;
    private final String label;

    Strategy(String id, String label) {
        this.id = id;
        this.label = label;
    }

    /** For scripts. */
    public String id() {
        return id;
    }

    /** For people. */
    public String label() {
        return label;
    }
}
