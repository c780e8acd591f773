package assembly

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/jinlin-project/jinlin/examples/server/attachments"
	"github.com/jinlin-project/jinlin/governance"
)

const (
	sweepEvery = time.Second
	saveEvery  = 5 * time.Second
	tidyEvery  = time.Hour
	drainFor   = 30 * time.Second
)

// Serve answers on a listener until the context ends. Requests at work are then
// finished, and no new ones taken.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	s.note(ctx, "the database could not be looked over", s.remind(ctx))
	server := &http.Server{
		Handler:           s.handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute,
		WriteTimeout:      5 * time.Minute, // moving a demonstration's time by years takes a while
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          nil,
	}
	background, stop := context.WithCancel(context.WithoutCancel(ctx))
	idle := make(chan struct{})
	var relaying sync.WaitGroup
	relaying.Go(func() { s.relays.Run(background) })
	go func() {
		defer close(idle)
		defer relaying.Wait()
		s.tick(background)
	}()
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	var err error
	select {
	case err = <-failed:
	case <-ctx.Done():
		err = s.drain(server)
	}
	stop()
	<-idle
	return errors.Join(err, s.saveTime(context.WithoutCancel(ctx)))
}

// drain says for a while that the server is not ready, so that whoever spreads
// requests over replicas sends it no more. Then it ends the streams, which would
// go on for ever, and waits for the rest.
func (s *Server) drain(server *http.Server) error {
	s.draining.Store(true)
	time.Sleep(s.settings.Drain)
	s.endThem()
	ctx, cancel := context.WithTimeout(context.Background(), drainFor)
	defer cancel()
	return server.Shutdown(ctx)
}

// tick does what is to be done again and again, until the context ends.
func (s *Server) tick(ctx context.Context) {
	sweep, save, tidy := time.NewTicker(sweepEvery), time.NewTicker(saveEvery), time.NewTicker(tidyEvery)
	defer sweep.Stop()
	defer save.Stop()
	defer tidy.Stop()
	s.sweep(ctx)
	for {
		select {
		case <-ctx.Done():
			return
		case <-sweep.C:
			s.note(ctx, "what others did could not be read", s.current(ctx))
			s.note(ctx, "notices could not be followed", s.keepUp(ctx))
			s.sweep(ctx)
		case <-save.C:
			// A move in progress stands at instants that are nobody else's yet.
			if s.moving.TryLock() {
				s.note(ctx, "the time could not be saved", s.saveTime(ctx))
				s.moving.Unlock()
			}
		case <-tidy.C:
			s.note(ctx, "files could not be tidied", attachments.Tidy(ctx, s.files, s.storage.Ledger, s.outside.Wall()))
		}
	}
}

// note logs that something of our own failed, by the types of the error: its
// text may quote what somebody wrote. A defect is the law's own words.
func (s *Server) note(ctx context.Context, what string, err error) {
	if err == nil || ctx.Err() != nil {
		return
	}
	args := []any{"error", strings.Join(anatomy(err), " › ")}
	var defect *governance.Defect
	if errors.As(err, &defect) {
		args = append(args, "rule", defect.Rule, "problem", defect.Problem)
	}
	s.outside.Log.ErrorContext(ctx, what, args...)
}

// mostTypes bounds how much of an error is told.
const mostTypes = 16

// anatomy lists the types that an error is made of.
func anatomy(err error) []string {
	out := []string{fmt.Sprintf("%T", err)}
	switch e := err.(type) { //nolint:errorlint // it is the layers themselves that are told
	case interface{ Unwrap() error }:
		if inner := e.Unwrap(); inner != nil {
			out = append(out, anatomy(inner)...)
		}
	case interface{ Unwrap() []error }:
		for _, inner := range e.Unwrap() {
			out = append(out, anatomy(inner)...)
		}
	}
	return out[:min(len(out), mostTypes)]
}
