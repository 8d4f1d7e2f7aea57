-- Clocks that are shown ahead of their end on the board, and deals that follow from one another.

-- Which clocks of an open deal are shown ahead, with from when: [{"clause", "from", "shownFrom"}], the earliest first (B8, H3).
alter table deal add column ahead jsonb not null default '[]';

-- The deal from which this one was opened: a production order from its sale, a deal of the next pipeline from the one before (C4, G5).
alter table deal add column linked_from uuid;
alter table deal add constraint deal_linked_from_fk foreign key (workspace_id, linked_from) references deal (workspace_id, id);
create index deal_linked on deal (workspace_id, linked_from) where linked_from is not null;
