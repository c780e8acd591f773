package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/jinlin-project/jinlin/adapters/postgres/pgtest"
)

// How often the disk is full in a full proof, how many commands are refused each
// time before there is room again, and how large the disk is. PostgreSQL writes
// its log in pieces of a megabyte here, so that it needs another one soon.
const (
	fullDisks    = 10
	refusedOften = 20
	diskSize     = 192 << 20
)

// disk is the proof of that name.
func disk(ctx context.Context, s *stage) (_ *tally, err error) {
	small, err := mount(diskSize)
	if err != nil {
		return &tally{untried: err.Error()}, nil
	}
	in, keep, err := s.placed(small)
	if err != nil {
		return nil, errors.Join(err, small.remove())
	}
	p, err := s.openIn(ctx, in)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	return s.disturb(ctx, p, &trouble{name: "times without room on the disk", full: fullDisks,
		strike: func(int, *rand.Rand) error {
			if err := small.full(ctx, p); err != nil {
				return err
			}
			return keep(ctx)
		}})
}

// placed makes an empty database on a disk. Keep does what whoever runs the
// database does when there is room again.
func (s *stage) placed(on *volume) (_ *room, keep func(context.Context) error, err error) {
	if s.db == "" {
		path := filepath.Join(on.dir, "jinlin.db")
		return &room{url: "sqlite:" + path, path: path, remove: on.remove}, func(context.Context) error { return nil }, nil
	}
	server := &pgtest.Server{Within: on.dir, Initdb: []string{"--wal-segsize=1"}, Settings: []string{"min_wal_size=2MB", "max_wal_size=8MB"}}
	in, err := owned(server)
	if err != nil {
		return nil, nil, err
	}
	in.remove = func() error { return errors.Join(server.Remove(), on.remove()) }
	return in, func(ctx context.Context) error { return revive(ctx, server) }, nil
}

// revive waits until a server answers, and starts it again if it gives up: one
// that could not write its log ends, and then cannot begin.
func revive(ctx context.Context, server *pgtest.Server) error {
	for server.Do("SELECT 1") != nil {
		if !server.Running() {
			return server.Start()
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
	return nil
}

// full takes all the room there is on the volume, again and again, until enough
// requests have been refused for it, and gives it back.
func (v *volume) full(ctx context.Context, p *play) (err error) {
	name := filepath.Join(v.dir, "full")
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close(), os.Remove(name)) }()
	limit := time.After(recoverIn)
	for enough := p.turnedAway() + refusedOften; p.turnedAway() < enough; {
		if err := fill(file); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-limit:
			return fmt.Errorf("the disk is full, and commands are done all the same")
		case <-time.After(5 * time.Millisecond):
		}
	}
	return nil
}

// fill appends to a file until there is no room for another byte.
func fill(file *os.File) error {
	for block := make([]byte, 1<<20); len(block) > 0; block = block[:len(block)/2] {
		for {
			n, err := file.Write(block)
			if errors.Is(err, syscall.ENOSPC) {
				break
			} else if err != nil {
				return fmt.Errorf("%d bytes: %w", n, err)
			}
		}
	}
	return nil
}
