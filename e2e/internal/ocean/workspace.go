package ocean

import (
	"context"
	"fmt"
	"sync"

	"k8s.io/apimachinery/pkg/types"
)

// Operations that the provider runs in the background.
const (
	opApply   = "apply"
	opDestroy = "destroy"
)

// workspace is what the provider remembers about a managed resource, until it
// is started again: Terraform's state and the operation that runs.
type workspace struct {
	id      string
	running string
}

// workspaces are the workspaces of the managed resources of a kind.
type workspaces struct {
	busy *sync.WaitGroup
	mu   sync.Mutex
	all  map[types.UID]*workspace
}

// of is the workspace of a managed resource. The caller holds the lock.
func (w *workspaces) of(uid types.UID) *workspace {
	if w.all[uid] == nil {
		w.all[uid] = &workspace{}
	}
	return w.all[uid]
}

// look is the operation that runs and the id that is known, each may be empty.
func (w *workspaces) look(uid types.UID) workspace {
	w.mu.Lock()
	defer w.mu.Unlock()
	return *w.of(uid)
}

// know remembers the id of the cloud resource.
func (w *workspaces) know(uid types.UID, id string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.of(uid).id = id
}

// start runs an operation in the background, then tells how it ended. One at a
// time: a second destroy is the first one, anything else is an error.
func (w *workspaces) start(ctx context.Context, uid types.UID, name string, run func(context.Context) error, ended func(error)) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	space := w.of(uid)
	if space.running == opDestroy && name == opDestroy {
		return nil
	}
	if space.running != "" {
		return fmt.Errorf("%s operation is still running", space.running)
	}
	space.running = name
	w.busy.Go(func() {
		err := run(ctx)
		w.mu.Lock()
		space.running = ""
		w.mu.Unlock()
		if ctx.Err() == nil {
			ended(err)
		}
	})
	return nil
}
