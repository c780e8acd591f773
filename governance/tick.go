package governance

// Tick has time give the command of a wake, for those who run a lifecycle without a
// book; the moment is the system's, as of [Wake].AsOf. Whatever comes of it the wake
// is not due again: what the row refuses is forgone, and reported as an error.
func (l *Lifecycle[S]) Tick(s *S, w Wake, m *Moment) error {
	cmd := w.Command
	if cmd == nil {
		cmd = l.zero(w.Verb)
	}
	if cmd == nil {
		return &Defect{l.table.Kind, "time has no command " + w.Verb}
	}
	headOf(s).answered(w)
	return l.Apply(s, cmd, m)
}

// zero is the command of a verb with nothing filled in, or nil.
func (l *Lifecycle[S]) zero(verb string) Command {
	for i := range l.table.Rules {
		if r := &l.table.Rules[i]; r.Verb == verb {
			return r.prototype
		}
	}
	return nil
}
