package io.predictivescaler.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Prometheus-compatible server and how to log in to it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.bearerToken) || !has(self.basicAuth)",
        message = "prometheus takes at most one of bearerToken and basicAuth")
public record PrometheusOptions(
        @Required
        @Size(min = 8, max = 1024) @Pattern(Formats.ADDRESS) @JsonPropertyDescription("Address of the server, its path prefix included, without credentials or query: "
                + "https://prometheus.monitoring:9090.")
        @Nullable String url,

        @Pattern(Formats.DURATION) @ValidationRule(
                value = "self >= duration('1s') && self <= duration('2m')",
                message = "timeout lies between 1s and 2m")
        @JsonPropertyDescription("How long one request may take, 1s to 2m. Default: 30s.")
        @Nullable String timeout,

        @Size(max = 10) @JsonPropertyDescription("HTTP headers sent along, such as a tenant.")
        List<Header> headers,

        @JsonPropertyDescription("A token for the Authorization header.") @Nullable SecretValue bearerToken,

        @JsonPropertyDescription("User name and password for HTTP basic authentication.") @Nullable BasicAuth basicAuth,

        @JsonPropertyDescription("Whom to trust and how to identify. There is no switch that turns verification off.")
        @Nullable Tls tls) {

    public PrometheusOptions {
        headers = Bounded.list(headers);
    }

    /** One HTTP header. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "has(self.value) != has(self.valueFrom)",
            message = "a header needs exactly one of value and valueFrom")
    @ValidationRule(
            value = "!has(self.value) || !(self.name.lowerAscii() in ['authorization', 'cookie', 'host'])",
            message =
                    "the headers Authorization, Cookie and Host cannot be plain values: use bearerToken, basicAuth or valueFrom")
    public record Header(
            @Required
            @Size(min = 1, max = 64) @Pattern("^[A-Za-z0-9!#$%&'*+.^_`|~-]+$") @JsonPropertyDescription("Name of the header.")
            @Nullable String name,

            @Size(min = 1, max = 1024) @Pattern("^[\\t -~]*$") @JsonPropertyDescription("Its value, in plain text.")
            @Nullable String value,

            @JsonPropertyDescription("Its value, from a Secret.") @Nullable SecretValue valueFrom) {}

    /** A value that a Secret holds. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SecretValue(
            @Required @JsonPropertyDescription("Key of a Secret in the namespace of this resource.") @Nullable KeyReference secretKeyRef) {}

    /** User name and password. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BasicAuth(
            @Required @JsonPropertyDescription("The user name.") @Nullable SecretValue username,

            @Required @JsonPropertyDescription("The password.") @Nullable SecretValue password) {}

    /** Transport security. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Tls(
            @JsonPropertyDescription("Certificates of the authorities to trust, PEM. Default: the operator's own.")
            @Nullable Authority ca,

            @JsonPropertyDescription("The client certificate to show.") @Nullable ClientCertificate certificate,

            @Size(min = 1, max = 253) @Pattern("^[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?$") @JsonPropertyDescription("Name that the server's certificate must bear. Default: the host of url.")
            @Nullable String serverName) {}

    /** Where the certificates of the trusted authorities are. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "has(self.configMapKeyRef) != has(self.secretKeyRef)",
            message = "ca needs exactly one of configMapKeyRef and secretKeyRef")
    public record Authority(
            @JsonPropertyDescription("Key of a ConfigMap in the namespace of this resource.") @Nullable KeyReference configMapKeyRef,

            @JsonPropertyDescription("Key of a Secret in the namespace of this resource.") @Nullable KeyReference secretKeyRef) {}

    /** A client certificate. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClientCertificate(
            @Required
            @Size(min = 1, max = 253) @Pattern(Formats.OBJECT_NAME) @JsonPropertyDescription("A Secret of type kubernetes.io/tls in the namespace of this resource.")
            @Nullable String secretName) {}

    /** One key of a Secret or ConfigMap. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record KeyReference(
            @Required
            @Size(min = 1, max = 253) @Pattern(Formats.OBJECT_NAME) @JsonPropertyDescription("Name of the Secret or ConfigMap.")
            @Nullable String name,

            @Required
            @Size(min = 1, max = 253) @Pattern(Formats.KEY) @JsonPropertyDescription("Key in its data.")
            @Nullable String key) {}
}
