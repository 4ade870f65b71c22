package io.predictivescaler.operator.telemetry;

import io.predictivescaler.operator.metrics.FailureKind;
import io.predictivescaler.planning.LimitedBy;
import io.predictivescaler.planning.SwitchOrder;
import java.util.Arrays;

/** Why a condition is as it is: a closed set, shared by conditions, events and {@code predictive_scaler_errors_total}. */
public enum ConditionReason {
    /** Nothing stands in the way. */
    AsExpected,
    /** Not looked at yet, because something before it failed. */
    NotEvaluated,

    /** A field has a value that cannot be used; the message lists all of them. */
    InvalidSpec,
    /** A Secret or ConfigMap that the spec names is missing, or lacks the key. */
    ReferenceNotFound,

    /** The target exists and is free. */
    TargetFound,
    /** There is no such target. */
    TargetNotFound,
    /** The cluster does not know the target's kind: KEDA is not installed. */
    TargetKindUnknown,
    /** The target's own bounds make no sense. */
    TargetUnusable,
    /** The target is a HorizontalPodAutoscaler that KEDA made for a ScaledObject. */
    OwnedByScaledObject,
    /** Another PredictiveScaler has the target. */
    TargetTaken,
    /** The operator may not read or write the target. */
    Forbidden,

    /** Every demand entry was read. */
    DemandRead,
    /** Neither the resource nor the operator names a Prometheus. */
    NoPrometheus,
    /** The resource names an address that the operator may not call. */
    AddressNotAllowed,
    /** No connection, or no answer in time. */
    PrometheusUnreachable,
    /** Prometheus refused the credentials. */
    PrometheusUnauthorized,
    /** Prometheus asks for fewer queries, or too many of the operator's own are under way. */
    PrometheusBusy,
    /** Prometheus answered with a server error. */
    PrometheusFailed,
    /** The answer is not what Prometheus answers. */
    PrometheusUnintelligible,
    /** Prometheus refused the query. */
    QueryRefused,
    /** The query gives no series. */
    NoSeries,
    /** The query gives more than one series. */
    ManySeries,
    /** The query gives values that are not finite. */
    NotFinite,
    /** The query gives values below zero, which demand cannot be. */
    NegativeDemand,
    /** The answer is larger than the limit. */
    AnswerTooLarge,
    /** The last sample is too old. */
    StaleDemand,
    /** What one replica carries could not be learned, and no lowest value is stated. */
    CapacityUnknown,
    /** What one replica carries could not be learned: the lowest value that the user states is used. */
    LowestCapacity,

    /** Every demand entry has a forecast. */
    Forecasted,
    /** The first fit is under way. */
    Fitting,
    /** Not enough history for a forecast. */
    TooLittleHistory,
    /** Forecasts of this demand are no better than its last value. */
    NotForecastable,
    /** The last forecast is too old. */
    ForecastExpired,

    /** Forecasts have beaten the best naive ones. */
    Proven,
    /** Forecasts have neither beaten the best naive ones nor been beaten yet. */
    Unproven,
    /** Forecasts were worse than the best naive ones. */
    NoSkill,
    /** Demand came outside all that was thought possible. */
    PatternBroken,

    /** The bounds are as planned. */
    BoundsFollowPlan,
    /** The mode is Observe. */
    Observing,
    /** The mode was Enforce; what was raised is being given back. */
    LettingGo,
    /** The pause annotation says so. */
    Paused,
    /** The kill switch of the whole cluster says Freeze: the bounds stay as they are. */
    KillSwitchFreeze,
    /** The kill switch says Release: what was raised is given back by release steps. */
    KillSwitchRelease,
    /** The kill switch says Restore: what was raised is given back at once. */
    KillSwitchRestore,
    /** The kill switch could not be read since the operator started: the bounds stay as they are. */
    KillSwitchUnread,
    /** The kill switch is off again. */
    KillSwitchLifted,
    /** Minimum and maximum of the baseline are equal. */
    BoundsEqual,
    /** The target has 0 replicas. */
    ScaledToZero,
    /** The target may not scale down. */
    ScaleDownDisabled,
    /** An annotation of its user's pauses the target. */
    TargetPaused,
    /** No trigger of the target is active, so its idleReplicaCount holds instead of the floor. */
    TargetIdle,
    /** The API server refused the new bounds. */
    PatchRefused,

    /** The bounds go where the plan goes. */
    NotLimited,
    /** {@code bounds.minReplicas.highest} is reached. */
    MinHighest,
    /** The maximum is reached, or will be. */
    MaxReplicas,
    /** The forecast is far above all demand ever seen. */
    SeenDemand,
    /** The day's budget is used up. */
    Budget,
    /** {@code raise.maxStepPercent} slows the raise. */
    RaiseStep,
    /** {@code release.maxStepPercent} slows the release. */
    ReleaseStep,

    /** The operator may not see the target's pods start, so their lead time is not learned. */
    PodsForbidden,
    /** Nobody says which pods are the target's, so their lead time is not learned. */
    PodsUnknown,

    /** Nobody reverts the bounds. */
    Uncontended,
    /** Somebody put the baseline back over what was applied. */
    Reverted,
    /** The user gave the target new bounds. */
    BoundsEdited,

    /** The baseline is back on the target. */
    BaselineRestored,
    /** The API server is away, or too busy. */
    KubernetesUnavailable,
    /** A bug of the operator's own. */
    InternalError;

    /** The reason for which there is no demand. */
    public static ConditionReason of(FailureKind failure) {
        return switch (failure) {
            case Unreachable, TimedOut -> PrometheusUnreachable;
            case Unauthorized -> PrometheusUnauthorized;
            case BadQuery -> QueryRefused;
            case NoSeries -> NoSeries;
            case ManySeries -> ManySeries;
            case NotFinite -> NotFinite;
            case NegativeDemand -> NegativeDemand;
            case TooLarge -> AnswerTooLarge;
            case Malformed -> PrometheusUnintelligible;
            case ServerError -> PrometheusFailed;
            case RateLimited, Busy -> PrometheusBusy;
            case Interrupted -> NotEvaluated;
        };
    }

    /** The reason for which nothing is raised. */
    public static ConditionReason of(SwitchOrder order) {
        return switch (order) {
            case Freeze -> KillSwitchFreeze;
            case Release -> KillSwitchRelease;
            case Restore -> KillSwitchRestore;
            case Unread -> KillSwitchUnread;
        };
    }

    /** Whether the kill switch is on, or not known to be off. */
    public boolean isOfKillSwitch() {
        return Arrays.stream(SwitchOrder.values()).anyMatch(order -> of(order) == this);
    }

    /** The reason for which the bounds may not go where the need is. */
    public static ConditionReason of(LimitedBy limit) {
        return switch (limit) {
            case MinHighest -> MinHighest;
            case MaxReplicas -> MaxReplicas;
            case SeenDemand -> SeenDemand;
            case Budget -> Budget;
            case RaiseStep -> RaiseStep;
            case ReleaseStep -> ReleaseStep;
            case None -> NotLimited;
        };
    }
}
