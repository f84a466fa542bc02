package life

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"

	renderv1alpha1 "github.com/crossplane/crossplane/v2/proto/render/v1alpha1"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// Object is any Kubernetes object.
type Object = unstructured.Unstructured

// Input is what the reconciler finds.
type Input struct {
	// XR is the composite resource with the status of the pass before.
	XR *Object
	// Composition and XRD are what the XR is made by and an instance of.
	Composition, XRD *Object
	// Observed are the composed resources that exist.
	Observed []*Object
	// Secrets are the other Secrets in the XR's namespace; connection details
	// of composed resources are read from them.
	Secrets []*Object
}

// Render is one reconcile. A fatal result of the function, an error of the
// reconciler and a function that cannot be reached are errors.
func (h *Harness) Render(ctx context.Context, in Input) (Result, error) {
	request, err := h.request(in)
	if err != nil {
		return Result{}, err
	}
	output, err := h.run(ctx, request)
	if err != nil {
		return Result{}, err
	}
	response := &renderv1alpha1.RenderResponse{}
	if err := proto.Unmarshal(output, response); err != nil {
		return Result{}, fmt.Errorf("cannot read the reconciler's answer: %w", err)
	}
	return newResult(response.GetComposite())
}

// run gives the request to a process of the reconciler.
func (h *Harness) run(ctx context.Context, request []byte) ([]byte, error) {
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, h.reconciler, "-timeout", h.Timeout.String())
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(request), &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, errors.Join(err, errors.New(strings.TrimSpace(stderr.String())))
	}
	return stdout.Bytes(), nil
}

// request is the input in the protocol of the reconciler.
func (h *Harness) request(in Input) ([]byte, error) {
	var errs []error
	one := func(o *Object) *structpb.Struct {
		s, err := toStruct(o)
		errs = append(errs, err)
		return s
	}
	all := func(objects []*Object) []*structpb.Struct {
		structs := make([]*structpb.Struct, len(objects))
		for i, o := range objects {
			structs[i] = one(o)
		}
		return structs
	}
	composite := &renderv1alpha1.CompositeInput{
		CompositeResource:           one(in.XR),
		Composition:                 one(in.Composition),
		CompositeResourceDefinition: one(in.XRD),
		Functions:                   []*renderv1alpha1.FunctionInput{{Name: h.name, Address: h.address}},
		ObservedResources:           all(in.Observed),
		Credentials:                 all(in.Secrets),
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return proto.Marshal(&renderv1alpha1.RenderRequest{Input: &renderv1alpha1.RenderRequest_Composite{Composite: composite}})
}

func toStruct(o *Object) (*structpb.Struct, error) {
	data, err := o.MarshalJSON()
	if err != nil {
		return nil, fmt.Errorf("cannot encode %s %s: %w", o.GetKind(), o.GetName(), err)
	}
	s := &structpb.Struct{}
	return s, s.UnmarshalJSON(data)
}

func fromStruct(s *structpb.Struct) (*Object, error) {
	data, err := s.MarshalJSON()
	if err != nil {
		return nil, err
	}
	o := &Object{}
	return o, o.UnmarshalJSON(data)
}
