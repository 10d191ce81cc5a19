package io.cpni.examples.voip.carrier;

import io.cpni.label.Cpni;
import java.time.LocalDate;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Finds customers. */
@Cpni
public interface CustomerRepository extends JpaRepository<Customer, Long> {

    /** Finds, by number, the customers who take some plan on the given day: the base of a marketing audience. */
    @Query("""
            select c from Customer c
            where exists (
                select 1 from Subscription s
                where s.account.customer = c
                  and s.validFrom <= :day
                  and (s.validUntil is null or s.validUntil > :day))
            """)
    Page<Customer> findSubscribersOn(LocalDate day, Pageable page);

    /** Finds customers by name. */
    List<Customer> findByName(String name);
}
