package io.cpni.examples.voip.carrier;

import io.cpni.label.Cpni;
import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Finds telephone lines. */
@Cpni
public interface TelephoneLineRepository extends JpaRepository<TelephoneLine, Long> {

    /** Returns the lines with the given numbers, with their accounts and customers. */
    @Query("select l from TelephoneLine l join fetch l.account a join fetch a.customer where l.number in :numbers")
    List<TelephoneLine> findWithAccount(Collection<String> numbers);
}
