package io.predictivescaler.operator.pods;

import io.predictivescaler.planning.leadtime.LeadTime;

/** The lead time to plan with, and whether what it is learned from can be seen. */
public record MeasuredLeadTime(LeadTime leadTime, Sight sight) {}
