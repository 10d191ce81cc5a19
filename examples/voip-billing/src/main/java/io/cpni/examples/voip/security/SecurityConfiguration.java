package io.cpni.examples.voip.security;

import io.cpni.customer.CustomerId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Lets the carrier's desks, and one customer, sign in by HTTP Basic. Who may see which record is not decided here.
 *
 * <p>The accounts are for the tour: each one's password is its name.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** The desks that sign in. */
    static final List<String> DESKS = List.of("billing", "csr", "fraud", "marketing", "engineer", "auditor", "officer");

    /** The desks whose statements are taken. */
    private static final String[] AD_HOC = {"billing", "csr", "fraud", "marketing", "engineer"};

    /**
     * What some desks do beside their work, in the application's own requests and nowhere else: support takes down what
     * customers choose, and engineers take in switches' files.
     */
    private static final Map<String, String> SIDE_WORK = Map.of("csr", "choices", "engineer", "intake");

    /** The account of a customer. */
    private static final String CUSTOMER = "customer";

    /**
     * Who signs in.
     *
     * @param ownLogin the customer who signs in as {@code customer}
     */
    @ConfigurationProperties("voip.demo")
    record DemoLogins(@DefaultValue("1") long ownLogin) {}

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        AuthenticationEntryPoint unauthorized = unauthorized();
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health")
                        .permitAll()
                        .requestMatchers("/api/sql")
                        .hasAnyRole(AD_HOC)
                        .anyRequest()
                        .authenticated())
                .httpBasic(basic -> basic.authenticationEntryPoint(unauthorized))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(unauthorized).accessDeniedHandler(forbidden()))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // No browser session, so nothing that a forged request could ride on.
                .csrf(CsrfConfigurer::disable)
                .build();
    }

    private static AuthenticationEntryPoint unauthorized() {
        return (request, response, failure) -> {
            response.setHeader("WWW-Authenticate", "Basic realm=\"VoIP billing\"");
            problem(response, HttpStatus.UNAUTHORIZED, "Sign in by HTTP Basic.");
        };
    }

    private static AccessDeniedHandler forbidden() {
        return (request, response, failure) ->
                problem(response, HttpStatus.FORBIDDEN, "This is not for the account that has signed in.");
    }

    private static void problem(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter()
                .write("{\"type\":\"about:blank\",\"title\":\"" + status.getReasonPhrase() + "\",\"status\":"
                        + status.value() + ",\"detail\":\"" + detail + "\"}");
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    UserDetailsService users(DemoLogins logins, PasswordEncoder encoder) {
        Map<String, String> passwords = Stream.concat(DESKS.stream(), Stream.of(CUSTOMER))
                .collect(Collectors.toMap(name -> name, encoder::encode));
        // Made anew each time: Spring Security erases the password from the one that has signed in.
        return name -> {
            String password = passwords.get(name);
            if (password == null) {
                throw new UsernameNotFoundException("no such account");
            }
            return name.equals(CUSTOMER)
                    ? new CarrierUser(name, password, CustomerId.of(logins.ownLogin()))
                    : User.withUsername(name)
                            .password(password)
                            .roles(rolesOf(name))
                            .build();
        };
    }

    private static String[] rolesOf(String desk) {
        return Stream.concat(Stream.of(desk), Optional.ofNullable(SIDE_WORK.get(desk)).stream())
                .toArray(String[]::new);
    }
}
