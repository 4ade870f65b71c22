package io.predictivescaler.operator.telemetry;

/** The conditions of a PredictiveScaler, in the order in which its status lists them. */
public enum ConditionType {
    /** The resource is understood and looked after. */
    Ready,
    /** The target exists and is this resource's alone. */
    TargetResolved,
    /** Every demand entry can be read. */
    DemandAvailable,
    /** Every demand entry has a forecast that has not expired. */
    ForecastReady,
    /** The forecasts have proved better than the naive ones. */
    Trusted,
    /** The target's bounds follow the plan. */
    Enforcing,
    /** The bounds may not go where the plan would. */
    Limited,
    /** Somebody else keeps reverting the bounds. */
    Contended
}
