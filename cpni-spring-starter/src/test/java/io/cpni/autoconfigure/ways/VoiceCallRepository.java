package io.cpni.autoconfigure.ways;

import io.cpni.label.Cpni;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.query.Procedure;
import org.springframework.data.querydsl.QuerydslPredicateExecutor;
import org.springframework.data.repository.query.Param;

@Cpni
public interface VoiceCallRepository
        extends JpaRepository<VoiceCall, Long>,
                JpaSpecificationExecutor<VoiceCall>,
                QuerydslPredicateExecutor<VoiceCall> {

    // Derived

    List<VoiceCall> findByIdLessThanOrderById(long id);

    Stream<VoiceCall> streamByOrderById();

    List<VoiceCall> findByCalleeOrderById(String callee);

    List<VoiceCall> findByCalleeStartingWithOrderById(String beginning);

    List<VoiceCall> findByOrderByCalleeAscIdAsc();

    Optional<VoiceCall> findFirstByOrderByIdDesc();

    Slice<VoiceCall> findSliceBy(Pageable page);

    Window<VoiceCall> findFirst2ByOrderById(ScrollPosition position);

    /** For offsets alone: Spring Data keeps a method's query, and would take that of an offset for a keyset too. */
    Window<VoiceCall> findTop2ByOrderById(ScrollPosition position);

    Window<VoiceCall> findFirst2ByOrderByCalleeAscIdAsc(ScrollPosition position);

    long countByCalleeStartingWith(String beginning);

    boolean existsByCallee(String callee);

    boolean existsBySecondsGreaterThan(int seconds);

    // Projections

    List<CallView> findViewsByOrderById();

    List<CallLine> findLinesByOrderById();

    List<CallRow> findRowsByOrderById();

    List<CallBean> findBeansByOrderById();

    <T> List<T> findByOrderById(Class<T> type);

    // Queries that are written out

    @Query("select c from VoiceCall c order by c.id")
    List<VoiceCall> jpql();

    @Query("select c.id as id, c.callee as callee from VoiceCall c order by c.id")
    List<CallView> jpqlView();

    @Query("select new io.cpni.autoconfigure.ways.CallRow(c.id, c.callee) from VoiceCall c order by c.id")
    List<CallRow> jpqlConstructor();

    @Query("select c from #{#entityName} c where c.callee like concat(:beginning, '%') escape '!' order by c.id")
    List<VoiceCall> jpqlLike(@Param("beginning") String beginning);

    @Query("select c.callee, count(c) from VoiceCall c group by c.callee")
    List<Object[]> jpqlGroups();

    @Query("select sum(c.seconds) from VoiceCall c")
    @Nullable Long jpqlSum();

    List<VoiceCall> named();

    List<VoiceCall> namedNative();

    @NativeQuery("select * from voice_call order by id")
    List<VoiceCall> nativeEntities();

    @Query(value = "select id, callee from voice_call order by id", nativeQuery = true)
    List<CallView> nativeView();

    @Query(
            value = "select * from voice_call order by id",
            countQuery = "select count(*) from voice_call",
            nativeQuery = true)
    Page<VoiceCall> nativePage(Pageable page);

    @NativeQuery("select id, callee_of(id) from voice_call order by id")
    List<Object[]> nativeFunction();

    @Procedure("callee_of")
    String procedure(Long call);

    // Associations

    @EntityGraph("VoiceCall.withSubscriber")
    List<VoiceCall> findWithSubscriberByOrderById();
}
