package io.cpni.examples.voip.security;

import io.cpni.customer.CustomerId;
import io.cpni.security.CustomerPrincipal;
import java.util.Collection;
import java.util.List;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;

/** A customer's own login. */
final class CarrierUser extends User implements CustomerPrincipal {

    private static final long serialVersionUID = 1L;

    private final String customer;

    CarrierUser(String username, String password, CustomerId customer) {
        this(username, password, customer.value(), List.of(new SimpleGrantedAuthority("ROLE_customer")));
    }

    private CarrierUser(
            String username, String password, String customer, Collection<SimpleGrantedAuthority> authorities) {
        super(username, password, authorities);
        this.customer = customer;
    }

    @Override
    public CustomerId customerId() {
        return new CustomerId(customer);
    }
}
