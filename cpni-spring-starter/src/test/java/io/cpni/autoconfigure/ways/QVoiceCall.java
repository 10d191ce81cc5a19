package io.cpni.autoconfigure.ways;

import com.querydsl.core.types.PathMetadataFactory;
import com.querydsl.core.types.dsl.EntityPathBase;
import com.querydsl.core.types.dsl.NumberPath;
import com.querydsl.core.types.dsl.StringPath;

/** What Querydsl's annotation processor would make of a call; Spring Data finds it by its name. */
public class QVoiceCall extends EntityPathBase<VoiceCall> {

    private static final long serialVersionUID = 1L;

    public static final QVoiceCall voiceCall = new QVoiceCall("voiceCall");

    public final NumberPath<Long> id = createNumber("id", Long.class);
    public final StringPath callee = createString("callee");
    public final NumberPath<Integer> seconds = createNumber("seconds", Integer.class);

    public QVoiceCall(String variable) {
        super(VoiceCall.class, PathMetadataFactory.forVariable(variable));
    }
}
