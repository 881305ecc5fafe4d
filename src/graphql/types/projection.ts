import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { ParkedDocumentInfo, ProjectionInfo, ProjectionRebuild as Rebuild } from '../../application/results.js';
import type { Instant } from '../../domain/instant.js';
import { ProjectionState } from './projection-state.js';
import { DateTime, Position } from './scalars.js';

@ObjectType({
  description: 'A document of a projection that stands still, because an event could not be applied to it.',
  simpleResolvers: true,
})
export class ParkedDocument implements ParkedDocumentInfo {
  @Field(() => ID, { description: 'Its id: that of the user whom it is about.' })
  readonly id!: string;

  @Field(() => Position, { description: 'Place of the event in the history.' })
  readonly position!: string;

  @Field(() => String, { description: 'Type of the event.' })
  readonly eventType!: string;

  @Field(() => DateTime, { description: 'When the event occurred: the document has stood still since.' })
  readonly since!: Instant;
}

@ObjectType({ description: 'Views that are being made anew, beside those that are served.', simpleResolvers: true })
export class ProjectionRebuild implements Rebuild {
  @Field(() => String, { description: 'Name of what is being made, such as `team.v1.2`.' })
  readonly edition!: string;

  @Field(() => DateTime, { description: 'When it was begun.' })
  readonly startedAt!: Instant;

  @Field(() => Float, { description: 'The share of the history that it has read, from 0 to 1.' })
  readonly progress!: number;
}

@ObjectType({
  description: 'One question that views answer. As long as they cannot be shown, the history answers in their place.',
  simpleResolvers: true,
})
export class Projection implements ProjectionInfo {
  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;

  @Field(() => ProjectionState, { description: 'Whether its views can be shown.' })
  readonly state!: ProjectionState;

  @Field(() => Int, { description: 'The version of the views that this program makes.' })
  readonly version!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'Name of the views that are served, such as `team.v1.1`. Null: there are none, or nobody can see them.',
  })
  readonly edition?: string;

  @Field(() => Position, {
    nullable: true,
    description: 'Up to where all of them have read the history. Null: some have not begun.',
  })
  readonly position?: string;

  @Field(() => Int, { nullable: true, description: 'How many events they have not read. Null: nobody can see it.' })
  readonly lagEvents?: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Age in seconds of the oldest event that they have not read; 0 where they have read all.',
  })
  readonly oldestUnprocessedSeconds?: number;

  @Field(() => Int, { description: 'How many documents are parked.' })
  readonly parkedCount!: number;

  @Field(() => [ParkedDocument], { description: 'The parked documents in the order of the history; 100 at most.' })
  readonly parked!: readonly ParkedDocument[];

  @Field(() => ProjectionRebuild, { nullable: true, description: 'What is being made to take their place.' })
  readonly building?: ProjectionRebuild;
}
