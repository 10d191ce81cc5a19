package io.cpni.examples.voip.carrier;

import io.cpni.label.Cpni;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Finds accounts. */
@Cpni
public interface AccountRepository extends JpaRepository<Account, Long> {

    /** Returns all accounts with their customers. */
    @Query("select a from Account a join fetch a.customer order by a.id")
    List<Account> findAllWithCustomer();
}
