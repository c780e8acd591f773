package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
)

// A play is a server with an empty database, and clients before its gate.
type play struct {
	*replica
	*client
	gate *gate
	dir  string
}

// open starts one. Close it in the end.
func (s *stage) open(ctx context.Context) (_ *play, err error) {
	p := &play{}
	if p.dir, err = os.MkdirTemp("", "jinlin-proof"); err != nil {
		return nil, err
	}
	p.replica = &replica{binary: s.binary, path: filepath.Join(p.dir, "jinlin.db")}
	p.gate = newGate(s.plant, p.replica)
	if err = p.start(); err == nil {
		p.client, err = newClient(ctx, p.gate.URL)
	}
	if err != nil {
		return nil, errors.Join(err, p.close())
	}
	return p, nil
}

// close leaves nothing behind.
func (p *play) close() error {
	p.gate.Close()
	return errors.Join(p.kill(), os.RemoveAll(p.dir))
}
