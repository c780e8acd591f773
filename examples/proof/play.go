package main

import (
	"context"
	"errors"
)

// A play is servers with an empty database, and clients before their gate.
type play struct {
	*client
	replicas []*replica
	gate     *gate
	room     *room
}

// open starts one: a single server on SQLite, two on PostgreSQL. Close it in the
// end.
func (s *stage) open(ctx context.Context) (*play, error) {
	r, err := s.fresh(ctx)
	if err != nil {
		return nil, err
	}
	return s.openIn(ctx, r)
}

// openIn starts one in a room, which is removed with it.
func (s *stage) openIn(ctx context.Context, in *room) (*play, error) {
	var replicas []*replica
	for range in.servers() {
		replicas = append(replicas, &replica{binary: s.binary, url: in.door(), flags: s.flags})
	}
	return s.openWith(ctx, in, replicas)
}

// openWith starts one with servers of one's own choice.
func (s *stage) openWith(ctx context.Context, in *room, replicas []*replica) (_ *play, err error) {
	p := &play{room: in, replicas: replicas}
	p.gate = newGate(s.plant, p.replicas...)
	for _, r := range p.replicas {
		err = errors.Join(err, r.start())
	}
	if err == nil {
		p.client, err = newClient(ctx, p.gate.URL)
	}
	if err == nil && len(s.plant.spoil) > 0 {
		err = in.carryOut(ctx, s.plant.spoil...)
	}
	if err != nil {
		return nil, errors.Join(err, p.close())
	}
	return p, nil
}

// stop lets all servers finish what they are at.
func (p *play) stop() (err error) {
	for _, r := range p.replicas {
		err = errors.Join(err, r.stop())
	}
	return err
}

// close leaves nothing behind.
func (p *play) close() (err error) {
	p.gate.Close()
	for _, r := range p.replicas {
		err = errors.Join(err, r.kill())
	}
	return errors.Join(err, p.room.remove())
}
